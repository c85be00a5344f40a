import { afterEach, describe, expect, it } from 'vitest'
import { isBackward } from './writing-direction'

function elementIn(direction: 'ltr' | 'rtl') {
  const element = document.createElement('div')
  element.style.direction = direction
  document.body.append(element)
  return element
}

const pressing = (key: string) => new KeyboardEvent('keydown', { key })

afterEach(() => document.body.replaceChildren())

describe('isBackward', () => {
  it.each([
    ['ltr', 'ArrowLeft', true],
    ['ltr', 'ArrowRight', false],
    ['rtl', 'ArrowLeft', false],
    ['rtl', 'ArrowRight', true],
    ['rtl', 'Home', false],
  ] as const)('in %s of %s is %s', (direction, key, expected) => {
    expect(isBackward(pressing(key), elementIn(direction))).toBe(expected)
  })
})
