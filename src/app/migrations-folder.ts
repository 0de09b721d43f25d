import { fileURLToPath } from "node:url";

/** The migrations that ship with this version. */
export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));
