/** The cookie that holds a browser's session token. */
export const sessionCookie = 'andon_session'
