import { parsePathParameter } from '@evermart/kit/parse';
import { z } from 'zod';

const Name = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);

/** An order's id or number. @throws ServiceError `not-found` for what can be neither */
export const orderNameIn = (text: string) => parsePathParameter(Name, text, 'There is no such order.');

/** @throws ServiceError `not-found` */
export const checkoutIdIn = (text: string) => parsePathParameter(Name, text, 'There is no such checkout.');
