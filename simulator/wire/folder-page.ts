import { escapeXml } from './xml-write'

export type PageEntry = { name: string; href: string; modified?: Date; size?: number }

/** The page that a host shows for a folder: a table of links. */
export function folderPage(title: string, entries: readonly PageEntry[]): string {
  const rows = entries.map(
    ({ name, href, modified, size }) =>
      `<tr><td><a href="${escapeXml(href)}">${escapeXml(name)}</a></td>` +
      `<td align="right">${modified?.toUTCString() ?? ''}</td><td align="right">${size ?? ''}</td></tr>`,
  )
  const heading = escapeXml(`Index of ${title}`)
  return (
    `<!DOCTYPE html><html><head><title>${heading}</title></head><body><h1>${heading}</h1>` +
    `<table><tr><th>Name</th><th>Last modified</th><th>Size</th></tr>${rows.join('')}</table></body></html>\n`
  )
}
