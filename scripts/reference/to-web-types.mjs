const js = (text) => text.replaceAll('`', '')

/**
 * What editors of JetBrains read about the components.
 * @param {import('./types.mjs').ComponentReference[]} references
 * @param {{ name: string, version: string }} manifest
 */
export function toWebTypes(references, { name, version }) {
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
    contributions: { html: { 'vue-components': components } },
  }
}
