/**
 * Where a line of History comes from: what was done from Andon; tasks and questions of others; what hosts say has happened;
 * times in which nobody looked, and what is known of them.
 */
export const historySources = ['andon', 'others', 'event', 'gap'] as const
export type HistorySource = (typeof historySources)[number]
