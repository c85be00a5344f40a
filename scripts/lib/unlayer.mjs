import postcss from 'postcss'

/**
 * What each selector is made to weigh besides: three element names that no element has. That is more than a reset's
 * `*`, `button` or `ul li`, and less than any one class of the app.
 */
const weight = ':not(ci-0 ci-0 ci-0)'

/** The tokens: nothing resets custom properties, so they stay where every rule of the app wins. */
const isTokens = (selector) => /^:where\((:root|\[data-ci-theme)/.test(selector)

/** Whether a node, or anything in it, is about tokens (or about anything else). */
function has(node, wanted) {
  if (node.type === 'rule') return isTokens(node.selector) === wanted
  if (node.type !== 'atrule') return false
  if (node.name.endsWith('keyframes')) return !wanted
  return node.nodes?.some((child) => has(child, wanted)) ?? false
}

/** A copy of a node with only what is about tokens in it, or only what is not. */
function part(node, wanted) {
  const copy = node.clone()
  const prune = (container) => {
    for (const child of [...container.nodes]) {
      if (!has(child, wanted)) child.remove()
      else if (child.type === 'atrule' && !child.name.endsWith('keyframes')) prune(child)
    }
  }
  prune(copy)
  return copy
}

/** Puts the weight before a pseudo-element, after which nothing may stand. */
const weighed = (selector) => selector.replace(/(?=::[\w-]+$)|$/, weight)

/**
 * Takes the kit's rules out of their cascade layer, for pages whose own rules are in none: there they would lose to
 * every reset. Each then wins over rules for elements and loses to rules for a class.
 *
 * @param {string} css - the kit's stylesheet, layered
 * @returns {string}
 */
export function unlayer(css) {
  const sheet = postcss.parse(css)
  sheet.walkAtRules('layer', (layer) => {
    if (!layer.nodes) return
    const rules = part(layer, false)
    rules.walkRules((rule) => {
      if (rule.parent.name?.endsWith('keyframes')) return
      rule.selectors = rule.selectors.map(weighed)
    })
    const tokens = has(layer, true) ? [part(layer, true)] : []
    layer.replaceWith(...tokens, ...rules.nodes)
  })
  return sheet.toString()
}
