'use client'

import { useEffect, useMemo, useRef } from 'react'
import { vmxText, type VmxDocument } from '@/lib/vmx/document'
import { Button } from '../ui/button'
import { ScrollsSideways } from '../ui/table'
import { Marked, usePortion } from './long-text'

type VmxTextProps = {
  document: VmxDocument
  search: string
  /** A line to go to, from 1; each press is a new object. */
  wanted: { line: number } | undefined
}

const atFirst = 1_000

/** The file as it is written, with line numbers; the search leaves the lines that hold it. */
export function VmxText({ document, search, wanted }: VmxTextProps) {
  const lines = useMemo(() => {
    const all = vmxText(document).split(/\r\n|\r|\n/)
    if (all.at(-1) === '') all.pop()
    return all.map((text, at) => ({ text, line: at + 1 }))
  }, [document])
  const problems = useMemo(() => new Set(document.problems.map(({ line }) => line)), [document])
  const found = useMemo(() => {
    const lower = search.toLocaleLowerCase('en')
    return lower === '' ? lines : lines.filter(({ text }) => text.toLocaleLowerCase('en').includes(lower))
  }, [lines, search])
  const { shown, left, more, reach } = usePortion(found, atFirst, search)

  const list = useRef<HTMLOListElement>(null)
  const line = wanted?.line
  const isShown = line !== undefined && shown.some((each) => each.line === line)
  useEffect(() => {
    if (line === undefined) return
    // A line further down has to be drawn first; this effect then runs again.
    if (!isShown) return reach(found.findIndex((each) => each.line === line))
    const target = list.current?.querySelector<HTMLElement>(`[data-line="${line}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a press, or the line getting there, moves the page
  }, [wanted, isShown])

  if (found.length === 0) {
    return (
      <p className="panel px-4 py-6 text-center text-sm text-ink-2">
        {lines.length === 0 ? 'The file is empty.' : `No line holds "${search}".`}
      </p>
    )
  }
  return (
    <div className="grid gap-2">
      <ScrollsSideways className="panel py-2">
        <ol ref={list} className="w-max min-w-full font-mono text-xs/5" aria-label="Lines of the file">
          {shown.map(({ text, line }) => (
            <li
              key={line}
              data-line={line}
              tabIndex={-1}
              className="grid grid-cols-[56px_1fr] gap-3 px-2 focus:bg-select focus:outline-none"
            >
              <span className="text-right text-ink-3 select-none">
                {problems.has(line) && <span aria-label="problem"> ! </span>}
                {line}
              </span>
              <span className="whitespace-pre">
                <Marked text={text} search={search} cut={2_000} />
              </span>
            </li>
          ))}
        </ol>
      </ScrollsSideways>
      {left > 0 && (
        <Button onClick={more} className="justify-self-center">
          Show more of the {left.toLocaleString('en')} lines that follow
        </Button>
      )}
    </div>
  )
}
