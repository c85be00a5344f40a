/** Address of a sound that only a pretended browser plays. */
export const PRETENDED_SOUND = 'data:audio/wav,'

/**
 * Lets this page's audio elements say that they play, or that the browser wants a gesture first,
 * without a sound in either case; returns how to undo it.
 */
export function pretendSound(answer: 'playing' | 'blocked'): () => void {
  const { Audio } = window
  window.Audio = function () {
    const element = new Audio()
    // Without a source there is nothing to load, and nothing that could fail.
    Object.defineProperty(element, 'src', { value: '', writable: true })
    element.play = () =>
      answer === 'playing'
        ? Promise.resolve()
        : Promise.reject(new DOMException('A gesture first, please.', 'NotAllowedError'))
    return element
  } as unknown as typeof Audio
  return () => (window.Audio = Audio)
}
