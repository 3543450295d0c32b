/** Days that a display may be away. */
export const usualIdleDays = 90
