/** Lets promises and Vue's queue come to rest; no time passes and no other task runs. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
