import { lazy } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Layout } from './components/layout/layout.tsx';
import { NotFoundPage } from './pages/errors/not-found-page.tsx';

// Each page's code comes when the page is first shown.
const HomePage = lazy(async () => ({ default: (await import('./pages/home/home-page.tsx')).HomePage }));
const CategoryPage = lazy(async () => ({ default: (await import('./pages/category/category-page.tsx')).CategoryPage }));
const SearchPage = lazy(async () => ({ default: (await import('./pages/search/search-page.tsx')).SearchPage }));
const ProductPage = lazy(async () => ({ default: (await import('./pages/product/product-page.tsx')).ProductPage }));
const CartPage = lazy(async () => ({ default: (await import('./pages/cart/cart-page.tsx')).CartPage }));
const CheckoutPage = lazy(async () => ({ default: (await import('./pages/checkout/checkout-page.tsx')).CheckoutPage }));
const CheckoutStatusPage = lazy(async () => ({
  default: (await import('./pages/checkout-status/checkout-status-page.tsx')).CheckoutStatusPage,
}));
const OrdersPage = lazy(async () => ({ default: (await import('./pages/orders/orders-page.tsx')).OrdersPage }));
const OrderPage = lazy(async () => ({ default: (await import('./pages/orders/order-page.tsx')).OrderPage }));
const OrderLookupPage = lazy(async () => ({
  default: (await import('./pages/order-lookup/order-lookup-page.tsx')).OrderLookupPage,
}));
const AccountPage = lazy(async () => ({ default: (await import('./pages/account/account-page.tsx')).AccountPage }));
const SignInPage = lazy(async () => ({ default: (await import('./pages/sign-in/sign-in-page.tsx')).SignInPage }));
const SignUpPage = lazy(async () => ({ default: (await import('./pages/sign-up/sign-up-page.tsx')).SignUpPage }));
const ConfirmationPage = lazy(async () => ({
  default: (await import('./pages/confirmation/confirmation-page.tsx')).ConfirmationPage,
}));
const PasswordResetPage = lazy(async () => ({
  default: (await import('./pages/password-reset/password-reset-page.tsx')).PasswordResetPage,
}));
const HelpPage = lazy(async () => ({ default: (await import('./pages/help/help-page.tsx')).HelpPage }));

/** The shop's pages by path. */
export function App() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Layout />}>
          <Route index element={<HomePage />} />
          <Route path="c/:slug?" element={<CategoryPage />} />
          <Route path="search" element={<SearchPage />} />
          <Route path="p/:slug" element={<ProductPage />} />
          <Route path="cart" element={<CartPage />} />
          <Route path="checkout" element={<CheckoutPage />} />
          <Route path="checkout/:checkoutId" element={<CheckoutStatusPage />} />
          <Route path="orders" element={<OrdersPage />} />
          <Route path="orders/:orderId" element={<OrderPage />} />
          <Route path="order-lookup" element={<OrderLookupPage />} />
          <Route path="account" element={<AccountPage />} />
          <Route path="sign-in" element={<SignInPage />} />
          <Route path="sign-up" element={<SignUpPage />} />
          <Route path="confirmation" element={<ConfirmationPage />} />
          <Route path="password-reset" element={<PasswordResetPage />} />
          <Route path="help" element={<HelpPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
