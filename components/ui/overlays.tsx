'use client'

const overlaysId = 'overlays'

/** Where menus and tooltips are drawn: inside the page's main landmark, outside everything that clips or is filtered. */
export const Overlays = () => <div id={overlaysId} />

/** The place, once the page has one; undefined leaves it to the body. */
export const overlaysPlace = () =>
  typeof document === 'undefined' ? undefined : (document.getElementById(overlaysId) ?? undefined)
