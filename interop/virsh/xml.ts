import { SaxesParser } from 'saxes'

/** One element of what virsh prints. */
export type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string }

/** Reads a whole document; throws on one that is not well-formed. */
export function readXml(text: string): Element {
  const parser = new SaxesParser()
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const here = () => open.at(-1) ?? root
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' }
    here().children.push(element)
    open.push(element)
  })
  parser.on('text', (piece) => {
    here().text += piece
  })
  parser.on('closetag', () => open.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  const [document] = root.children
  if (!document) throw new Error('There is no element.')
  return document
}

/** The elements at a path such as `devices/disk`. */
export const all = (element: Element | undefined, path: string): Element[] =>
  path
    .split('/')
    .reduce<Element[]>(
      (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
      element ? [element] : [],
    )

export const one = (element: Element | undefined, path: string): Element | undefined => all(element, path)[0]

/** An attribute of the element at a path: `target@dev`, or `@type` of the element itself. */
export function attribute(element: Element | undefined, where: string): string | undefined {
  const [path = '', name = ''] = where.split('@')
  return (path === '' ? element : one(element, path))?.attributes[name]
}
