import type { MailTexts } from './texts.ts';

export const german: MailTexts = {
  language: 'de',
  hello: (name) => `Hallo ${name},`,
  paid: (number) => ({
    subject: `Ihre Bestellung ${number} ist bestätigt`,
    heading: 'Vielen Dank für Ihre Bestellung',
    paragraphs: ['Ihre Zahlung ist eingegangen. Wir machen Ihre Bestellung für den Versand fertig.'],
  }),
  backordered: 'Ein Teil Ihrer Bestellung ist derzeit nicht auf Lager. Wir schreiben Ihnen dazu in Kürze.',
  shipped: (number) => ({
    subject: `Ihre Bestellung ${number} ist unterwegs`,
    heading: 'Ihre Bestellung ist unterwegs',
    paragraphs: ['Wir haben Ihr Paket übergeben.'],
  }),
  shippedBy: (carrier, trackingNumber) =>
    trackingNumber === undefined
      ? `Die Zustellung übernimmt ${carrier}.`
      : `Die Zustellung übernimmt ${carrier}, Sendungsnummer ${trackingNumber}.`,
  cancelled: (number) => ({
    subject: `Ihre Bestellung ${number} wurde storniert`,
    heading: 'Ihre Bestellung wurde storniert',
    paragraphs: ['Diese Bestellung wird nicht geliefert.'],
  }),
  cancelledRefund: (amount) =>
    `Wir haben ${amount} erstattet. Bis Sie die Gutschrift sehen, kann es einige Tage dauern.`,
  refunded: (number, amount) => ({
    subject: `Erstattung zu Ihrer Bestellung ${number}`,
    heading: `Wir haben ${amount} erstattet`,
    paragraphs: ['Das Geld geht dorthin zurück, woher es kam. Bis Sie es sehen, kann es einige Tage dauern.'],
  }),
  welcome: {
    subject: 'Willkommen bei Evermart',
    heading: 'Willkommen bei Evermart',
    paragraphs: ['Ihr Konto ist eingerichtet. Es bewahrt Ihre Adressen auf und zeigt alle Ihre Bestellungen.'],
  },
  order: {
    caption: (number) => `Bestellung ${number}`,
    article: 'Artikel',
    quantity: 'Menge',
    amount: 'Betrag',
    subtotal: 'Zwischensumme',
    discount: 'Rabatt',
    shipping: 'Versand',
    total: (tax) => `Gesamtbetrag (enthält ${tax} Steuer)`,
    shipTo: 'Lieferung an',
    see: 'Bestellung ansehen',
  },
  visitShop: 'Zum Shop',
  orderFooter: 'Sie erhalten diese E-Mail, weil Sie mit dieser Adresse bei Evermart bestellt haben.',
  accountFooter: 'Sie erhalten diese E-Mail, weil mit dieser Adresse ein Konto bei Evermart eingerichtet wurde.',
};
