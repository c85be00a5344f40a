/**
 * A prop; `default` is Markdown, `''` where there is none.
 * @typedef {object} PropReference
 * @property {string} name
 * @property {string} type
 * @property {boolean} isRequired
 * @property {boolean} isModel whether `v-model` binds it
 * @property {string} default
 * @property {string} text
 */

/**
 * An event or a slot; `type` is `''` where nothing goes along.
 * @typedef {{ name: string, type: string, text: string }} NamedReference
 */

/**
 * An element that an app's css can reach, with its data attributes and the words that the template
 * itself gives them.
 * @typedef {{ className: string, attributes: { name: string, values: string[] }[] }} PartReference
 */

/**
 * Keys that do the same, and what they do.
 * @typedef {{ keys: string[], text: string }} KeyReference
 */

/**
 * What one component takes and tells.
 * @typedef {object} ComponentReference
 * @property {string} name
 * @property {string} about
 * @property {KeyReference[]} keys
 * @property {PropReference[]} props
 * @property {NamedReference[]} events
 * @property {NamedReference[]} slots
 * @property {PartReference[]} parts
 * @property {string[]} tokens
 */

export {}
