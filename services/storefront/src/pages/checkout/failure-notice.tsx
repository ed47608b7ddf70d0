import { ButtonLink } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { type PurchaseFailure, purchaseFailures, shopsOwnWords } from './purchase-failures.ts';

interface FailureNoticeProps {
  code: PurchaseFailure;
  /** The shop's own words, such as which article it is. */
  detail: string | undefined;
  /** What this page itself knows of it. */
  news?: string | undefined;
  /** True beside the checkout form, where one can go on at once. */
  here?: boolean;
}

/** Says why a purchase failed, that it cost nothing, and what to do now. */
export function FailureNotice({ code, detail, news, here = false }: FailureNoticeProps) {
  const words = purchaseFailures[code];
  const particulars = news ?? shopsOwnWords(code, detail);
  return (
    <Notice tone="danger" title={words.title} actions={<WayOn code={code} here={here} />}>
      {particulars !== undefined && <p>{particulars}</p>}
      <p>{here ? words.here : words.elsewhere}</p>
    </Notice>
  );
}

function WayOn({ code, here }: { code: PurchaseFailure; here: boolean }) {
  if (code === 'out-of-stock') return <ButtonLink to="/cart">To your cart</ButtonLink>;
  return here ? undefined : <ButtonLink to="/checkout">Back to the checkout</ButtonLink>;
}
