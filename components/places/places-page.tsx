'use client'

import { useMemo, useState, type ComponentType, type ReactNode } from 'react'
import { Empty, ListSkeleton } from '../ui/placeholders'
import { SearchBox } from '../ui/search-box'
import { Table, Th } from '../ui/table'
import { usePhone } from '../ui/media'
import { matchesText, nextSort, sortRows, type Sort } from './sort-rows'

export type PlaceColumn<Row> = {
  id: string
  label: string
  /** What it is sorted by; rows without a value come last. */
  value: (row: Row) => string | number | undefined
  right?: boolean
  /** For amounts: the first press brings the largest up. */
  firstDescending?: boolean
  /** Only where there is room: a tablet leaves it out, and so must the lines. */
  wide?: boolean
}

type PlacesPageProps<Row> = {
  /** What it stands below, if anything. */
  path?: ReactNode
  /** `Hosts` */
  title: string
  /** `host` */
  one: string
  /** Undefined before the first data. */
  rows: readonly Row[] | undefined
  /** How many there are; undefined while nobody has counted. */
  count: number | undefined
  columns: readonly PlaceColumn<Row>[]
  keyOf: (row: Row) => string
  nameOf: (row: Row) => string
  /** What the search looks at, and that in words for its empty box. */
  words: (row: Row) => (string | undefined)[]
  placeholder: string
  /** What is to be done with it: a sentence below the title. */
  intro?: string | undefined
  /** A row of the table, and of the list that a phone has instead. */
  Line: ComponentType<{ row: Row }>
  Card: ComponentType<{ row: Row }>
  children?: ReactNode
}

/** The page of all hosts, of all datastores, or of the places for a new VM: a table that is searched and sorted as one types. */
export function PlacesPage<Row>(props: PlacesPageProps<Row>) {
  const { path, title, one, rows, count, columns, keyOf, nameOf, words, placeholder, intro, Line, Card, children } =
    props
  const phone = usePhone()
  const [text, setText] = useState('')
  const [sort, setSort] = useState<Sort<string>>({ column: columns[0]?.id ?? '', descending: false })
  const shown = useMemo(() => {
    const by = columns.find(({ id }) => id === sort.column)?.value ?? nameOf
    return (
      rows &&
      sortRows(
        rows.filter((row) => matchesText(text, words(row))),
        by,
        nameOf,
        sort.descending,
      )
    )
  }, [rows, columns, words, nameOf, text, sort])

  return (
    <div className="p-3 mid:p-4 wide:px-5">
      {path}
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h1 className="mr-2 text-lg font-semibold">
          {title} {count !== undefined && <span className="ml-0.5 font-medium text-ink-3">{count}</span>}
        </h1>
        <SearchBox label={`Search ${one}s`} placeholder={placeholder} value={text} onChange={setText} />
        {intro !== undefined && <p className="basis-full text-sm text-ink-2">{intro}</p>}
      </div>
      {!shown || !rows ? (
        <ListSkeleton what={`Loading ${one}s`} />
      ) : shown.length === 0 ? (
        <Empty className="panel" fact={rows.length === 0 ? `No ${one} is known` : `No ${one} matches`}>
          {rows.length === 0 ? `Connections give their ${one}s as soon as they are live.` : `${rows.length} are known.`}
        </Empty>
      ) : phone ? (
        <ul aria-label={title} className="panel">
          {shown.map((row) => (
            <Card key={keyOf(row)} row={row} />
          ))}
        </ul>
      ) : (
        <Table aria-label={title}>
          <thead>
            <tr>
              {columns.map(({ id, label, right, firstDescending = false, wide }) => (
                <Th
                  key={id}
                  align={right ? 'right' : 'left'}
                  className={wide ? 'max-wide:hidden' : ''}
                  sort={sort.column !== id ? 'none' : sort.descending ? 'descending' : 'ascending'}
                  onSort={() => setSort(nextSort(sort, id, firstDescending))}
                >
                  {label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Line key={keyOf(row)} row={row} />
            ))}
          </tbody>
        </Table>
      )}
      {children}
    </div>
  )
}
