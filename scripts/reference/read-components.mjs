import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { createChecker } from 'vue-component-meta'
import { at } from '../lib/paths.mjs'
import { readAbout, readTokens } from './read-about.mjs'
import { readParts } from './read-parts.mjs'

/** Folders of components that are not named as the component is. */
const folders = { MissedInvitationCount: 'MissedInvitationList' }

/** The names in src/names.ts, which a unit test holds against the main entry. */
function componentNames() {
  const text = readFileSync(at('src/names.ts'), 'utf8')
  const list = /componentNames = \[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return Array.from(list.matchAll(/'(\w+)'/g), ([, name = '']) => name)
}

/** From this length on, a type is shown as it is written and not as it is resolved. */
const LONG_TYPE = 120

/** The exported types of a component, as they are written: in its own script, or in `types.ts` beside it. */
function readScript(file) {
  const beside = join(dirname(file), 'types.ts')
  const script = existsSync(beside)
    ? readFileSync(beside, 'utf8')
    : (/<script lang="ts">([^]*?)<\/script>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '')
  return ts.createSourceFile('script.ts', script, ts.ScriptTarget.ES2022, true)
}

/** The members of the type or interface of this name. */
function membersOf(source, name) {
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name)
      return statement.members
    if (!ts.isTypeAliasDeclaration(statement) || statement.name.text !== name) continue
    if (ts.isTypeLiteralNode(statement.type)) return statement.type.members
  }
  return []
}

const nameOf = (member, source) => member.name?.getText(source).replace(/['"]/g, '')

/** What the comments of an emits type say, by event. */
function eventTexts(source, name) {
  return new Map(
    Array.from(membersOf(source, `${name}Emits`), (member) => {
      const [comment] = ts.getJSDocCommentsAndTags(member)
      const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : ''
      return [nameOf(member, source), oneLine(text)]
    }),
  )
}

/** The types of props as they are written, by prop. */
function writtenTypes(source, name) {
  return new Map(
    Array.from(membersOf(source, `${name}Props`), (member) => [
      nameOf(member, source),
      oneLine(ts.isPropertySignature(member) ? member.type?.getText(source) : ''),
    ]),
  )
}

const oneLine = (text) => (text ?? '').replace(/\s+/g, ' ').trim()
const withoutUndefined = (type) => type.replace(/ \| undefined$/, '')

/** @param {import('vue-component-meta').PropertyMeta} prop */
function defaultOf({ tags, default: value, required }) {
  const told = tags.find(({ name }) => name === 'defaultValue')?.text
  if (told) return oneLine(told)
  return required || value === undefined || value === 'undefined' ? '' : `\`${value}\``
}

/**
 * Everything that the public components take and tell, read from their sources.
 * @returns {import('./types.mjs').ComponentReference[]}
 */
export function readComponents() {
  const checker = createChecker(at('tsconfig.browser.json'), { schema: false })
  return componentNames().map((name) => {
    const folder = at('src/components', folders[name] ?? name)
    const file = `${folder}/${name}.vue`
    if (!existsSync(file)) throw new Error(`no component in ${file}`)
    const { props, events, slots } = checker.getComponentMeta(file)
    const source = readScript(file)
    const texts = eventTexts(source, name)
    const written = writtenTypes(source, name)
    const typeOf = (prop) =>
      prop.type.length < LONG_TYPE ? withoutUndefined(prop.type) : (written.get(prop.name) ?? '')
    const models = events.flatMap(({ name }) => /^update:(.+)$/.exec(name)?.[1] ?? [])
    return {
      name,
      ...readAbout(readFileSync(file, 'utf8')),
      props: props
        .filter(({ global }) => !global)
        .map((prop) => ({
          name: prop.name,
          type: typeOf(prop),
          isRequired: prop.required,
          isModel: models.includes(prop.name),
          default: defaultOf(prop),
          text: oneLine(prop.description),
        })),
      events: events
        .filter(({ name }) => !name.startsWith('update:'))
        .map(({ name, type }) => ({
          name,
          type: type === '[]' ? '' : type,
          text: texts.get(name) ?? '',
        })),
      slots: slots.map(({ name, type, description }) => ({
        name,
        type: type === 'any' ? '' : type,
        text: oneLine(description),
      })),
      parts: readParts(folders[name] ? [file] : folder),
      tokens: readTokens(name),
    }
  })
}
