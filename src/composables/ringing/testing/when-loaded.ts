import { vi } from 'vitest'
import { settle } from '../../../testing/settle'

/** Resolves when what is loaded for a call is there, and what came of it has settled. */
export async function whenLoaded(): Promise<void> {
  await settle()
  await vi.dynamicImportSettled()
  await settle()
}
