import { expect, type Locator } from '@playwright/test'

type Row = Record<string, string>
type Cells = Record<string, string | RegExp>

/** The rows of a table as people read them: what stands in each column, by the column's name. */
async function readRows(table: Locator): Promise<Row[]> {
  return table.evaluate((element) => {
    const clean = (cell: Element) => (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim()
    const [head, ...rows] = element.querySelectorAll('[role="row"], tr')
    const names = [...(head?.querySelectorAll('[role="columnheader"], th') ?? [])].map(clean)
    return rows.map((row) => {
      const cells = [...row.querySelectorAll('[role="cell"], td')].map(clean)
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
    })
  })
}

const partial = (cells: Cells): unknown =>
  expect.objectContaining(
    Object.fromEntries(
      Object.entries(cells).map(([name, text]) => [
        name,
        typeof text === 'string' ? text : expect.stringMatching(text),
      ]),
    ),
  )

/** Waits until the table has a row with these cells: `expectRow(table, { Name: 'web-1', Power: 'On' })`. */
export async function expectRow(table: Locator, cells: Cells): Promise<void> {
  await expect(async () => expect(await readRows(table)).toContainEqual(partial(cells))).toPass({ timeout: 15_000 })
}

/** Waits until the table has these rows in this order and no others. */
export async function expectRows(table: Locator, rows: Cells[]): Promise<void> {
  await expect(async () => expect(await readRows(table)).toEqual(rows.map(partial))).toPass({ timeout: 15_000 })
}
