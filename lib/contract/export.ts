import { z } from 'zod'

/** As what the record leaves Andon: a table for people, or each row with its place in the chain. */
export const exportFormats = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportFormatInput = z.enum(exportFormats)
