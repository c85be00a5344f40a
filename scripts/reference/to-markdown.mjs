const code = (text) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '')
const cell = (text) => text.replaceAll(/(?<!\\)\|/g, '\\|')
const note = 'Generated from the sources by `npm run docs:reference`: edit the comments there.'

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function section(title, head, rows) {
  return rows.length > 0 ? [`## ${title}`, table(head, rows)] : []
}

/**
 * The page of one component.
 * @param {import('./types.mjs').ComponentReference} reference
 */
export function pageOf({ name, about, keys, props, events, slots, parts, tokens }) {
  const models = props.filter(({ isModel }) => isModel)
  const plain = props.filter(({ isModel }) => !isModel)
  const toRow = (prop) => [
    code(prop.name) + (prop.isRequired ? ' (required)' : ''),
    code(prop.type),
    cell(prop.default),
    cell(prop.text),
  ]
  const toNamedRow = ({ name, type, text }) => [code(name), code(type), cell(text)]
  return `${[
    `# ${name}`,
    about,
    note,
    ...section('Props', ['prop', 'type', 'default', 'meaning'], plain.map(toRow)),
    ...section('Models', ['`v-model:`', 'type', 'default', 'meaning'], models.map(toRow)),
    ...section('Events', ['event', 'carries', 'when'], events.map(toNamedRow)),
    ...section('Slots', ['slot', 'gets', 'what for'], slots.map(toNamedRow)),
    ...section(
      'Parts',
      ['class', 'states'],
      parts.map(({ className, attributes }) => [
        code(`.${className}`),
        attributes
          .map(({ name, values }) =>
            [code(name), values.map(code).join(', ')].filter(Boolean).join(': '),
          )
          .join('; '),
      ]),
    ),
    ...section(
      'Keys',
      ['key', 'what it does'],
      keys.map(({ keys, text }) => [keys.map(code).join(', '), cell(text)]),
    ),
    ...(tokens.length > 0
      ? [
          '## Tokens',
          'Custom properties that its own css uses, beside those of shared parts such as buttons; see [theming](../theming.md#tokens).',
          tokens.map(code).join(', '),
        ]
      : []),
  ].join('\n\n')}\n`
}

/** The page that leads to the others. */
export function indexOf(references) {
  const rows = references.map(({ name, about, props, events, slots }) => [
    `[${name}](${name}.md)`,
    cell(about),
    String(props.length),
    String(events.length),
    String(slots.length),
  ])
  return `${[
    '# Components',
    note,
    table(['component', 'what it is', 'props', 'events', 'slots'], rows),
    'Every part has a class and says its state in `data-` attributes, for your css; see [theming](../theming.md).',
  ].join('\n\n')}\n`
}
