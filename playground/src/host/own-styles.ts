import hostile from './hostile.css?inline'
import reset from './reset.css?inline'

/** Styles of host apps by name, in no cascade layer, as apps have them. */
export const ownStyles: Readonly<Record<string, string>> = { reset, hostile }
