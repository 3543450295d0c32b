import { useState, type DragEvent } from 'react'

/** Where the dragged one would come to stand: above or below a row. */
export type DropAt = 'above' | 'below'

/** What a row of a list needs so that it can be dragged by its handle, and others put beside it. */
export type DragOrder = {
  drop: DropAt | undefined
  isDragged: boolean
  /** Of the handle; who moves rows by keys has the buttons. */
  handle: { draggable: true; onDragStart: (event: DragEvent<HTMLElement>) => void; onDragEnd: () => void }
  row: { onDragOver: (event: DragEvent<HTMLElement>) => void; onDrop: (event: DragEvent<HTMLElement>) => void }
}

/**
 * Rows that are put in another order by dragging them. Nothing moves before the server has moved it.
 * @param move to a place, counted from 0 among all.
 */
export function useDragOrder(move: (from: number, to: number) => void): (place: number) => DragOrder {
  const [from, setFrom] = useState<number>()
  const [over, setOver] = useState<{ place: number; drop: DropAt }>()
  const end = () => {
    setFrom(undefined)
    setOver(undefined)
  }
  return (place) => ({
    drop: over?.place === place ? over.drop : undefined,
    isDragged: from === place,
    handle: {
      draggable: true,
      onDragStart(event) {
        // Something has to be carried, or Firefox drags nothing.
        event.dataTransfer.setData('text/plain', '')
        event.dataTransfer.effectAllowed = 'move'
        const row = event.currentTarget.closest('li')
        if (row) event.dataTransfer.setDragImage(row, 20, 20)
        setFrom(place)
      },
      onDragEnd: end,
    },
    row: {
      onDragOver(event) {
        if (from === undefined) return
        event.preventDefault()
        const drop = halfOf(event)
        if (over?.place !== place || over.drop !== drop) setOver({ place, drop })
      },
      onDrop(event) {
        if (from === undefined) return
        event.preventDefault()
        const gap = place + (halfOf(event) === 'below' ? 1 : 0)
        // It leaves its own place before it takes another.
        const to = gap > from ? gap - 1 : gap
        end()
        if (to !== from) move(from, to)
      },
    },
  })
}

function halfOf({ currentTarget, clientY }: DragEvent<HTMLElement>): DropAt {
  const { top, height } = currentTarget.getBoundingClientRect()
  return clientY < top + height / 2 ? 'above' : 'below'
}
