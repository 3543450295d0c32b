/** For how many days questions of the record can be looked at again. */
export const pastDays = [7, 30, 90] as const
export type PastDays = (typeof pastDays)[number]

/** No more than these, the newest, are ever looked at: what was left out is said. */
export const mostPastQuestions = 10_000
