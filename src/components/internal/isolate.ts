/** A name with its own direction of writing inside a sentence, where no `<bdi>` can stand: in a tooltip. */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`
}
