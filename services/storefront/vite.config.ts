import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const gateway = 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': gateway, '/media': gateway } },
  build: {
    // Every browser that has import maps preloads modules by itself.
    modulePreload: { polyfill: false },
    // Inlined assets would come again with every page that uses them.
    assetsInlineLimit: 0,
  },
});
