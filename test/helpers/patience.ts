/** How long a test waits for what comes by itself: a limit for what never comes, not for what is slow. */
export const patienceMs = 30_000;
