import type { EntryColumn } from './entry-order'

/** Columns beside the tick and the menu. A phone has the name alone, with the rest under it. */
export const fileColumns: readonly {
  id: EntryColumn | 'vm'
  label: string
  right?: boolean
  firstDescending?: boolean
  /** From which width on it is there. */
  className: string
}[] = [
  { id: 'name', label: 'Name', className: '' },
  { id: 'size', label: 'Size', right: true, firstDescending: true, className: 'max-mid:hidden' },
  { id: 'kind', label: 'Kind', className: 'max-mid:hidden' },
  { id: 'vm', label: 'VM', className: 'max-wide:hidden' },
  { id: 'date', label: 'Modified', firstDescending: true, className: 'max-mid:hidden' },
]

/** The same tracks for the head and every row. */
export const fileTracks =
  'grid grid-cols-[40px_minmax(0,1fr)_48px] mid:grid-cols-[40px_minmax(0,1fr)_92px_minmax(0,184px)_168px_44px] wide:grid-cols-[44px_minmax(0,1fr)_104px_minmax(0,190px)_minmax(0,200px)_168px_48px]'
