import type { VNode } from 'vue'
import type { ConferenceInvitationsOptions } from 'vue-conference-invitations'
import type { ManualClock } from 'vue-conference-invitations/testing'
import type { Look } from './look'
import type { Script, ScriptedManager } from './scripted-manager'

/** What a scene can do to come into its state. */
export interface Stage extends ScriptedManager {
  clock: ManualClock
  /** Clicks the first element that fits, as a user would, and waits for what comes of it. */
  click(selector: string): Promise<void>
  /** Types into the first field that fits. */
  type(selector: string, text: string): Promise<void>
  /** Chooses a value of the first selection that fits. */
  select(selector: string, value: string): Promise<void>
  /** Pastes a text into the first field that fits. */
  paste(selector: string, text: string): Promise<void>
  /** Scrolls the first element that fits to its end. */
  scrollToEnd(selector: string): void
  /**
   * Waits for what the browser itself brings about; rejects after two seconds. Between two looks the scene's
   * clock goes on by `stepMs`, by nothing unless it says so.
   */
  appearance(selector: string, stepMs?: number): Promise<void>
}

/** One component in one state. */
export interface Scene {
  /** The state's name among those of its component. */
  name: string
  /** What the page is put together of. */
  render(look: Look): VNode
  /** Changes the browser around it, before it is there; returns how to undo that. */
  prepare?(): () => void
  script?: Script
  /** What the app tells the kit, over Ann, owner of the room `weekly`, who is in it. */
  app?: ConferenceInvitationsOptions
  /** Brings the component into its state, once it is there. */
  act?(stage: Stage): void | Promise<void>
}

/** All states of one component. */
export interface SceneGroup {
  component: string
  scenes: readonly Scene[]
}

/** Part of an address: `InviteDialog` and `nothing found` make `invite-dialog-nothing-found`. */
export function idOf(component: string, name: string): string {
  return `${component.replace(/\B[A-Z]/g, '-$&')} ${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
