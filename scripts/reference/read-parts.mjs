import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'vue/compiler-sfc'

/** Kinds of nodes in Vue's template trees. */
const ELEMENT = 1
const ATTRIBUTE = 6
const DIRECTIVE = 7

/** What only the kit's own code looks at. */
const internal = [
  'data-index',
  'data-group',
  'data-user-id',
  'data-missed',
  'data-title',
  'data-icon',
]

/** Classes that make no part of their own. */
const helpers = [
  'ci-scope',
  'ci-visually-hidden',
  'ci-spinner',
  'ci-icon--forward',
  'ci-icon--backward',
]

/**
 * The elements of components that have a class and data attributes: what an app's css can hold on to.
 * @param {string | string[]} where a folder of components, or files
 * @returns {import('./types.mjs').PartReference[]}
 */
export function readParts(where) {
  const files =
    typeof where === 'string'
      ? readdirSync(where)
          .filter((name) => name.endsWith('.vue'))
          .map((name) => join(where, name))
      : where
  /** @type {Map<string, Map<string, Set<string>>>} */
  const parts = new Map()
  for (const file of files) {
    const { descriptor } = parse(readFileSync(file, 'utf8'))
    for (const child of descriptor.template?.ast?.children ?? []) collect(child, parts)
  }
  return [...parts]
    .map(([className, attributes]) => ({
      className,
      attributes: [...attributes].map(([name, values]) => ({ name, values: [...values] })),
    }))
    .sort((a, b) => a.className.localeCompare(b.className))
}

function collect(node, parts) {
  if (node.type === ELEMENT) {
    const classes = staticAttribute(node, 'class')?.split(/\s+/) ?? []
    const own = classes.filter((name) => name.startsWith('ci-') && !helpers.includes(name))
    // the last is the part's own, those before it are shared looks
    const className = own.at(-1)
    if (className) addPart(className, node, parts)
  }
  for (const child of node.children ?? []) collect(child, parts)
}

function addPart(className, node, parts) {
  const attributes = parts.get(className) ?? new Map()
  parts.set(className, attributes)
  for (const prop of node.props) {
    const name = prop.type === DIRECTIVE && prop.name === 'bind' ? prop.arg?.content : prop.name
    if (!name?.startsWith('data-') || internal.includes(name)) continue
    const values = attributes.get(name) ?? new Set()
    attributes.set(name, values)
    const text = prop.type === ATTRIBUTE ? `'${prop.value?.content ?? ''}'` : prop.exp?.content
    for (const [, value] of outcomesOf(text).matchAll(/'([^']+)'/g)) values.add(value)
  }
}

/** An expression without what it compares: only what may come out of it. */
function outcomesOf(expression = '') {
  return expression.replace(/[!=]==? *'[^']*'/g, '')
}

function staticAttribute(node, name) {
  return node.props.find((prop) => prop.type === ATTRIBUTE && prop.name === name)?.value?.content
}
