import { createBrowserRouter } from 'react-router';
import { Layout } from './components/layout/layout.tsx';
import { BrokenPage } from './pages/errors/broken-page.tsx';
import { NotFoundPage } from './pages/errors/not-found-page.tsx';

/** The shop's pages by path. Each comes with its own code when it is first needed. */
export function createShopRouter() {
  return createBrowserRouter([
    {
      Component: Layout,
      HydrateFallback: NothingYet,
      children: [
        {
          // Below the layout, so that a broken page leaves the header and footer usable.
          ErrorBoundary: BrokenPage,
          children: [
            { index: true, lazy: async () => ({ Component: (await import('./pages/home/home-page.tsx')).HomePage }) },
            {
              path: 'c/:slug?',
              lazy: async () => ({ Component: (await import('./pages/category/category-page.tsx')).CategoryPage }),
            },
            {
              path: 'search',
              lazy: async () => ({ Component: (await import('./pages/search/search-page.tsx')).SearchPage }),
            },
            {
              path: 'p/:slug',
              lazy: async () => ({ Component: (await import('./pages/product/product-page.tsx')).ProductPage }),
            },
            { path: 'cart', lazy: async () => ({ Component: (await import('./pages/cart/cart-page.tsx')).CartPage }) },
            {
              path: 'checkout',
              lazy: async () => ({ Component: (await import('./pages/checkout/checkout-page.tsx')).CheckoutPage }),
            },
            {
              path: 'checkout/:checkoutId',
              lazy: async () => ({
                Component: (await import('./pages/checkout-status/checkout-status-page.tsx')).CheckoutStatusPage,
              }),
            },
            {
              path: 'orders',
              lazy: async () => ({ Component: (await import('./pages/orders/orders-page.tsx')).OrdersPage }),
            },
            {
              path: 'orders/:orderId',
              lazy: async () => ({ Component: (await import('./pages/orders/order-page.tsx')).OrderPage }),
            },
            {
              path: 'order-lookup',
              lazy: async () => ({
                Component: (await import('./pages/order-lookup/order-lookup-page.tsx')).OrderLookupPage,
              }),
            },
            {
              path: 'account',
              lazy: async () => ({ Component: (await import('./pages/account/account-page.tsx')).AccountPage }),
            },
            {
              path: 'sign-in',
              lazy: async () => ({ Component: (await import('./pages/sign-in/sign-in-page.tsx')).SignInPage }),
            },
            {
              path: 'sign-up',
              lazy: async () => ({ Component: (await import('./pages/sign-up/sign-up-page.tsx')).SignUpPage }),
            },
            {
              path: 'confirmation',
              lazy: async () => ({
                Component: (await import('./pages/confirmation/confirmation-page.tsx')).ConfirmationPage,
              }),
            },
            {
              path: 'password-reset',
              lazy: async () => ({
                Component: (await import('./pages/password-reset/password-reset-page.tsx')).PasswordResetPage,
              }),
            },
            { path: 'help', lazy: async () => ({ Component: (await import('./pages/help/help-page.tsx')).HelpPage }) },
            { path: '*', Component: NotFoundPage },
          ],
        },
      ],
    },
  ]);
}

/** Until the first page's code is there: a moment on the first visit only. */
function NothingYet() {
  return null;
}
