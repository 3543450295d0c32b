'use client'

import { useState } from 'react'
import { formatCount } from '@/lib/format/quantity'
import type { VmxDocument, VmxProblem } from '@/lib/vmx/document'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

const kindWords: Record<VmxProblem['kind'], string> = {
  syntax: 'Syntax',
  duplicate: 'Set twice',
  encoding: 'Encoding',
  nul: 'NUL byte',
  size: 'Size',
}

const atFirst = 5

/** What is wrong with the file, by line. */
export function VmxProblems({ document, onLine }: { document: VmxDocument; onLine: (line: number) => void }) {
  const [all, setAll] = useState(false)
  const { problems, readOnly } = document
  if (problems.length === 0) return null
  const refused = problems.some(({ kind }) => kind === 'syntax')
  const shown = all ? problems : problems.slice(0, atFirst)
  return (
    <Notice tone="wait">
      <strong className="font-semibold">
        {problems.length === 1
          ? 'There is a problem in this file.'
          : `There are ${problems.length} problems in this file.`}
      </strong>
      {refused && <> libvirt refuses a file with a syntax error. A host may read it otherwise than it is shown here.</>}
      {readOnly !== undefined && problems.every(({ sentence }) => sentence !== readOnly) && <> {readOnly}</>}
      <ul className="mt-1.5 grid gap-1" aria-label="Problems">
        {shown.map(({ line, kind, sentence }) => (
          <li key={`${line} ${kind} ${sentence}`} className="flex flex-wrap items-baseline gap-x-2">
            <button
              type="button"
              className="link min-h-6 text-left text-xs max-mid:min-h-11"
              onClick={() => onLine(line)}
            >
              line {line}
            </button>
            <span className="text-xs text-ink-2">{kindWords[kind]}</span>
            <span className="min-w-0 wrap-anywhere">{sentence}</span>
          </li>
        ))}
      </ul>
      {problems.length > shown.length && (
        <Button size="small" className="mt-1.5" onClick={() => setAll(true)}>
          Show {formatCount(problems.length - shown.length, 'more problem')}
        </Button>
      )}
    </Notice>
  )
}
