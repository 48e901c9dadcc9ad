import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * The component library carries its own wording in some thirty languages; the product speaks English, so the other
 * dictionaries (about 100 KB) become empty modules.
 */
const englishOnly = (): Plugin => ({
  name: 'english-only-dictionaries',
  enforce: 'pre',
  load: (id) => (/react-(?:aria|stately)[^?]*\/intl\/[^?]*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js/.test(id) ? 'export default {};' : null),
});

export default defineConfig(({ command }) => {
  // A build started by a test runner inherits NODE_ENV=test, and would be half as large again: React with its development checks.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: import.meta.dirname,
    plugins: [englishOnly(), react()],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: true,
      // No inlined assets: the page must run under a content security policy without data: for images.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 800,
    },
  };
});
