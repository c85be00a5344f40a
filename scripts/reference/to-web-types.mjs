const js = (text) => text.replaceAll('`', '')

const kebab = (name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

/** Props that may be written as attributes: words, numbers, and switches that are off by themselves. */
const isAttribute = ({ type, default: value }) =>
  !/[[{(]|=>|HTMLElement|Options|Info/.test(type) && value !== '`true`'

/**
 * A component as a custom element.
 * @param {import('./types.mjs').ComponentReference} reference
 */
function toElement({ name, about, props, events, slots }) {
  return {
    name: `ci-${kebab(name)}`,
    description: about,
    attributes: props.filter(isAttribute).map(({ name, text, type }) => ({
      name: kebab(name),
      description: text,
      value: type === 'boolean' ? { type: 'boolean', kind: 'no-value' } : { type },
      required: false,
    })),
    slots: slots.map(({ name, text }) => ({ name, description: text })),
    js: {
      properties: [
        ...props.map(({ name, text, type }) => ({ name, description: text, type })),
        {
          name: 'slotRenderers',
          description: 'Functions that make what stands in the slots, by their names.',
          type: `SlotRenderers<${name}Slots>`,
        },
      ],
      events: events.map(({ name, text }) => ({ name: kebab(name), description: text })),
    },
  }
}

/**
 * What editors of JetBrains read about the components.
 * @param {import('./types.mjs').ComponentReference[]} references
 * @param {{ name: string, version: string }} manifest
 * @param {readonly string[]} tags of the custom elements
 */
export function toWebTypes(references, { name, version }, tags) {
  const elements = references.map(toElement).filter(({ name }) => tags.includes(name))
  const components = references.map((one) => ({
    name: one.name,
    description: one.about,
    source: { module: name, symbol: one.name },
    props: one.props.map((prop) => ({
      name: prop.name,
      description: prop.text,
      required: prop.isRequired,
      type: prop.type,
      ...(prop.default && { default: js(prop.default) }),
    })),
    js: {
      events: [
        ...one.props
          .filter(({ isModel }) => isModel)
          .map((prop) => ({ name: `update:${prop.name}`, description: prop.text })),
        ...one.events.map(({ name, text }) => ({ name, description: text })),
      ],
    },
    slots: one.slots.map(({ name, text }) => ({ name, description: text })),
  }))
  return {
    $schema: 'https://json.schemastore.org/web-types',
    framework: 'vue',
    name,
    version,
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: { html: { 'vue-components': components, elements } },
  }
}
