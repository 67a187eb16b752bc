import type { Plugin } from "vite";

export function texPlugin(): Plugin;
