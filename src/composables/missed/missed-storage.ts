import type { InvitationStorage } from '../../context'

/** One text in a storage that may refuse, with a copy in memory for when it does. */
export interface StoredText {
  read(): string | null
  write(text: string): void
}

/** Creates a {@link StoredText}; a `null` storage or key keeps it in memory alone. */
export function createStoredText(
  storage: InvitationStorage | null,
  key: string | null,
): StoredText {
  let inMemory: string | null = null
  let isRefused = storage === null || key === null

  return {
    read() {
      if (isRefused) return inMemory
      try {
        return storage!.getItem(key!)
      } catch {
        isRefused = true
        return inMemory
      }
    },
    write(text) {
      inMemory = text
      if (isRefused) return
      try {
        storage!.setItem(key!, text)
      } catch {
        isRefused = true
      }
    },
  }
}

/** The browser's own storage; `null` where it is forbidden. */
export function readLocalStorage(): InvitationStorage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}
