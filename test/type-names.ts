import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'

/** The names of the types that a source file exports, sorted; those behind `export *` included. */
export function typeNames(file: string): string[] {
  const source = ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.ES2022)
  const names = new Set<string>()
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      for (const name of reExported(statement, file)) names.add(name)
    } else if (
      (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    ) {
      names.add(statement.name.text)
    }
  }
  return [...names].sort()
}

function reExported(statement: ts.ExportDeclaration, file: string): string[] {
  const { exportClause, moduleSpecifier, isTypeOnly } = statement
  if (exportClause === undefined && moduleSpecifier && ts.isStringLiteral(moduleSpecifier)) {
    return typeNames(fileOf(resolve(dirname(file), moduleSpecifier.text)))
  }
  if (!exportClause || !ts.isNamedExports(exportClause)) return []
  return exportClause.elements
    .filter((element) => isTypeOnly || element.isTypeOnly)
    .map((element) => element.name.text)
}

function fileOf(path: string): string {
  const found = [path, `${path}.ts`, `${path}/index.ts`].find(
    (one) => /\.(ts|vue)$/.test(one) && existsSync(one),
  )
  if (!found) throw new Error(`no source file for ${path}`)
  return found
}

/** The code of a file; of a component, its script that is not `setup`. */
function scriptOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  if (!file.endsWith('.vue')) return text
  return /<script lang="ts">([\s\S]*?)<\/script>/.exec(text)?.[1] ?? ''
}
