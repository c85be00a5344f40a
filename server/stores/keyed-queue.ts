/** Runs tasks with the same key one after another, others side by side. */
export type KeyedQueue = <Result>(key: string, task: () => Promise<Result>) => Promise<Result>

/** Creates a {@link KeyedQueue}. */
export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>()
  return async (key, task) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(task)
    // a task that fails is no reason to stop those behind it
    const tail = turn.then(
      () => {},
      () => {},
    )
    tails.set(key, tail)
    try {
      return await turn
    } finally {
      if (tails.get(key) === tail) tails.delete(key)
    }
  }
}
