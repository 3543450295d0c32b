/** The columns of History. On a phone a row is a card; its parts say where they stand in it. */
const tracks = {
  everyVm:
    'mid:grid-cols-[60px_16px_minmax(0,1.1fr)_minmax(0,0.9fr)_minmax(0,1.6fr)_minmax(0,1fr)_24px] wide:grid-cols-[64px_16px_minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.9fr)_minmax(0,1.1fr)_64px_24px]',
  oneVm:
    'mid:grid-cols-[60px_16px_minmax(0,1fr)_minmax(0,1.8fr)_minmax(0,1fr)_24px] wide:grid-cols-[64px_16px_minmax(0,1fr)_minmax(0,1.9fr)_minmax(0,1.1fr)_64px_24px]',
} as const

/** A row of History. @param oneVm without a column for it */
export const rowGrid = (oneVm: boolean) =>
  `grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-3 border-b border-line px-3 py-1 mid:px-4 ${oneVm ? tracks.oneVm : tracks.everyVm}`

/** How many columns a reader counts. */
export const columnCount = (oneVm: boolean) => (oneVm ? 6 : 7)
