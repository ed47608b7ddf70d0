/** A postal address; `country` is an ISO 3166-1 alpha-2 code. */
export interface Address {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  region?: string;
  postalCode: string;
  country: string;
}
