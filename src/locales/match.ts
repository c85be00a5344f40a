/** A language tag as `Intl` takes it: `en-US` for `en_US`; undefined for what is none. */
export function toLanguageTag(tag: string): string | undefined {
  return parse(tag)?.toString()
}

/** The code of the same language and script as `tag`: `zh-TW` for `zh-HK`; undefined when there is none. */
export function matchLanguage<Code extends string>(
  tag: string,
  codes: readonly Code[],
): Code | undefined {
  const wanted = parse(tag)
  if (!wanted) return undefined
  return (
    codes.find((code) => parse(code)?.baseName === wanted.baseName) ??
    codes.find((code) => scriptOf(parse(code)) === scriptOf(wanted))
  )
}

function parse(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'))
  } catch {
    return undefined
  }
}

function scriptOf(locale: Intl.Locale | undefined): string | undefined {
  if (!locale) return undefined
  const { language, script } = locale.maximize()
  return `${language}-${script}`
}
