'use client'

import { useMemo } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import type { AboutOf } from '@/lib/live/question-groups'
import { splitDatastorePath } from '@/lib/names/datastore-path'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { datastoreNames } from '../live/datastore-names'
import { useLive } from '../live/live-provider'
import { isAboutSpace } from './questions'

const readSubjects = (tables: BoardTables) => tables.subjects
const readVolumes = (tables: BoardTables) => tables.volumes
const noSubjects: BoardTables['subjects'] = {}
const noVolumes: BoardTables['volumes'] = {}

function aboutOfIn(subjects: BoardTables['subjects'], volumes: BoardTables['volumes']): AboutOf {
  const names = new Map<ConnectionId, ReturnType<typeof datastoreNames>>()
  return (question) => {
    const { connection, vm } = question
    const path = isAboutSpace(question) ? subjects[vm]?.vmxPath : undefined
    if (path === undefined) return undefined
    const known = names.get(connection) ?? datastoreNames({ volumes }, connection)
    names.set(connection, known)
    const at = splitDatastorePath(path, known)
    return at.ok ? at.datastore : undefined
  }
}

/** What a question about missing space is about: the datastore of its VM's folder. */
export function useAboutOf(): AboutOf {
  const subjects = useLive(readSubjects) ?? noSubjects
  const volumes = useLive(readVolumes) ?? noVolumes
  return useMemo(() => aboutOfIn(subjects, volumes), [subjects, volumes])
}
