'use client'

import { clsx } from 'clsx'
import { useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react'
import { Icon } from '../glyphs/icon'

/** A table in a panel that scrolls sideways when it must. Name it with `aria-label` or `aria-labelledby`. */
export function Table({ className, children, ...rest }: ComponentProps<'table'>) {
  return (
    <ScrollsSideways className="panel">
      <table {...rest} className={clsx('w-full border-collapse text-sm', className)}>
        {children}
      </table>
    </ScrollsSideways>
  )
}

/** What may be wider than the page: it scrolls by itself, and takes the focus then, so that arrow keys scroll it. */
export function ScrollsSideways({ className, children }: { className?: string; children: ReactNode }) {
  const { ref, scrolls } = useScrollsSideways()
  return (
    // `relative`: texts for readers only would otherwise stick out of the page and not out of the panel.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={ref} tabIndex={scrolls ? 0 : undefined} className={clsx('relative overflow-x-auto', className)}>
      {children}
    </div>
  )
}

/** Whether what is inside is wider than the element, now and after every change of size. */
function useScrollsSideways() {
  const ref = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return { ref, scrolls }
}

type ThProps = ComponentProps<'th'> & {
  /** Which way the column is sorted now; `none` makes it sortable. Undefined: the column is not sortable. */
  sort?: 'ascending' | 'descending' | 'none'
  onSort?: () => void
  align?: 'left' | 'right'
}

/** A column's head; sortable when `sort` is given. */
export function Th({ sort, onSort, align = 'left', className, children, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort}
      className={clsx(
        'h-8 border-b border-line bg-sunken px-3 text-xs font-medium whitespace-nowrap text-ink-2',
        align === 'right' ? 'text-right' : 'text-left',
        className,
      )}
    >
      {sort ? (
        <SortButton sort={sort} onSort={onSort} align={align}>
          {children}
        </SortButton>
      ) : (
        children
      )}
    </th>
  )
}

function SortButton({
  sort,
  onSort,
  align,
  children,
}: {
  sort: NonNullable<ThProps['sort']>
  onSort: (() => void) | undefined
  align: NonNullable<ThProps['align']>
  children: ReactNode
}) {
  return (
    <button
      type="button"
      onClick={onSort}
      // The arrow stands on the inner side, so that the word ends where the figures below it end.
      className={clsx('inline-flex min-h-6 items-center gap-1 hover:text-ink', align === 'right' && 'flex-row-reverse')}
    >
      {children}
      <Icon
        name="chevronDown"
        className={clsx('size-3!', sort === 'none' && 'invisible', sort === 'ascending' && 'rotate-180')}
      />
    </button>
  )
}

type TdProps = Omit<ComponentProps<'td'>, 'align'> & {
  align?: 'left' | 'right'
  /** On a phone, where the head of its column is not in sight. */
  label?: string
}

/** A cell. */
export const Td = ({ className, align = 'left', label, ...rest }: TdProps) => (
  <td
    {...rest}
    data-label={label && `${label}: `}
    className={clsx(
      'border-t border-line px-3 py-[7px] align-top',
      align === 'right' && 'text-right',
      label && 'max-mid:before:text-ink-3 max-mid:before:content-[attr(data-label)]',
      className,
    )}
  />
)

/** A row that answers the pointer. */
export const Tr = ({ className, ...rest }: ComponentProps<'tr'>) => (
  <tr {...rest} className={clsx('hover:bg-hover [tbody>&:first-child>td]:border-t-0', className)} />
)

/** A table of few rows with long texts: on a phone the cells of a row stand below each other. */
export const stackedOnPhone =
  'max-mid:block max-mid:[&_tbody]:block max-mid:[&_td]:block max-mid:[&_td]:border-t-0 max-mid:[&_td]:py-0.5 max-mid:[&_thead]:sr-only max-mid:[&_tr]:block max-mid:[&_tr]:border-b max-mid:[&_tr]:border-line max-mid:[&_tr]:py-2'

/** The same of rows with several short texts: two of them stand beside each other. */
export const pairedOnPhone = `${stackedOnPhone} max-mid:[&_tr]:grid! max-mid:[&_tr]:grid-cols-2`
