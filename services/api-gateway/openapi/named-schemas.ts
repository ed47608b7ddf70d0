import { Address } from '@evermart/contracts/http/address';
import { Cart, CartLine, Discount } from '@evermart/contracts/http/cart';
import { AdminProduct, ProductInput, StockLevel } from '@evermart/contracts/http/catalog';
import { Checkout, Quote, ShippingMethod } from '@evermart/contracts/http/checkout';
import { Order, OrderLine, OrderPayment, OrderTotals, Shipment } from '@evermart/contracts/http/order';
import { Problem } from '@evermart/contracts/http/problem';
import { Category, Image, Product, ProductImage, ProductSummary, Variant } from '@evermart/contracts/http/product';
import { SearchResult } from '@evermart/contracts/http/search';
import { Profile, SavedAddress } from '@evermart/contracts/http/user';
import { Money } from '@evermart/contracts/money';

/** Schemas that stand under their names in the document, so that readers and generated clients know them by these. */
export const namedSchemas = {
  Address,
  AdminProduct,
  Cart,
  CartLine,
  Category,
  Checkout,
  Discount,
  Image,
  Money,
  Order,
  OrderLine,
  OrderPayment,
  OrderTotals,
  Problem,
  Product,
  ProductImage,
  ProductInput,
  ProductSummary,
  Profile,
  Quote,
  SavedAddress,
  SearchResult,
  Shipment,
  ShippingMethod,
  StockLevel,
  Variant,
} as const;
