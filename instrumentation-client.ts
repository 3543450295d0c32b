import { streamPath } from './components/live/feed'
import { beginBefore } from './components/live/worker-end'
import type { Wanted } from './lib/live/topics'

/** What pages need first of the live data, where that is large or the page is opened most. */
const needs: Readonly<Record<string, readonly Wanted[]>> = { '/': ['board'], '/vms': ['board', 'vms:*'] }

/*
 * Next runs this before React and the page's own code: their data comes meanwhile. Who is not signed in has been sent
 * to another address.
 */
const wanted = needs[location.pathname]
if (wanted) beginBefore(streamPath, wanted)
