/// <reference types="vite/client" />
import styles from '../styles/index.css?inline'

/** Elements are inline by themselves; these two hold a block. */
const ownStyles = `@layer conference-invitations {
  :where(ci-invitation-list-panel, ci-missed-invitation-list) { display: block; }
}`

/** Gives the page the kit's stylesheet, once. */
export function adoptStyles(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${styles}\n${ownStyles}`)
  document.adoptedStyleSheets.push(sheet)
}
