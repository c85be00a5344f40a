import { afterEach, beforeEach, describe } from 'vitest'
import type { CreateHarness, Harness, Traits } from './harness'
import { describeFailures } from './failures'
import { describeLife } from './life'
import { describeManager } from './manager'
import { describeRaces } from './races'
import { describeRooms } from './rooms'
import { createScene, type Scene } from './scene'
import { describeWhoGetsWhat } from './who-gets-what'

/** Gives a case the scene that was set up for it. */
export type GetScene = () => Scene

/** The contract, case by case; every engine runs all of it. */
export function describeContract(name: string, createHarness: CreateHarness, traits: Traits) {
  describe(`contract: ${name}`, () => {
    let harness: Harness
    let scene: Scene

    beforeEach(async () => {
      harness = await createHarness()
      scene = createScene(harness)
    })
    afterEach(() => harness.close())

    const getScene = () => scene
    describe('1. The manager', () => describeManager(getScene, traits))
    describe('1. Events: who gets what', () => describeWhoGetsWhat(getScene))
    describe('2. Life of an invitation', () => describeLife(getScene, traits))
    describe('2. Races', () => describeRaces(getScene))
    describe('3. Failures', () => describeFailures(getScene, traits))
    describe('4. Rooms', () => describeRooms(getScene, traits))
  })
}
