import { http } from './http.js';
import { integer } from './text.js';

/** Sentences as people type them, in several scripts; some with quotes, line feeds and numbers. */
const NOTES = [
  'Bitte die Lieferung an der Hintertür abstellen, die Glocke ist außer Betrieb – Öffnungszeiten täglich bis 18 Uhr',
  'Livraison au troisième étage, à côté de l’école ; prière de ne pas sonner après le dîner, merci d’avance à tous',
  'Пожалуйста, оставьте посылку у консьержа на первом этаже, домофон не работает уже вторую неделю',
  'Παρακαλώ αφήστε το δέμα στον θυρωρό, το κουδούνι δεν λειτουργεί από την περασμένη εβδομάδα',
  '配達は午後に南口の受付までお願いします。前回は住所が「間違って」いたので、今回は地図を添付しました。',
  '请把包裹放在一楼的前台，门铃已经坏了两个星期。上一次快递员没有找到入口，谢谢您的耐心。',
  '배송은 오후에 정문 경비실로 부탁드립니다. 초인종이 고장 났으니 도착하면 "문자"로 알려 주세요.',
  'يرجى ترك الطرد عند الحارس في الطابق الأول، جرس الباب معطل منذ أسبوعين، شكراً جزيلاً لكم',
  'कृपया पार्सल पहली मंज़िल पर चौकीदार के पास छोड़ दें, घंटी दो हफ़्ते से ख़राब है, धन्यवाद',
  'Vui lòng để gói hàng ở quầy lễ tân tầng một, chuông cửa đã hỏng hai tuần nay 🙏 cảm ơn rất nhiều 📦',
];
const CITIES = [
  'Zürich',
  'Île-de-France',
  'Санкт-Петербург',
  'Θεσσαλονίκη',
  '東京都千代田区',
  '上海市',
  '서울특별시',
  'القاهرة',
  'मुंबई',
  'Đà Nẵng',
];
const AGENTS = ['Läckerli-Shop', 'Магазин', '買い物アプリ', 'متجر'];

/** The HTTP record of a service whose kept texts are long and in the scripts of its users: 2.8 KB. */
export const httpText = {
  ...http,
  name: 'http-text',
  title: 'HTTP record with texts in many scripts, 2.8 KB',
  bytes: 2840,
  create: (random) => {
    const record = http.create(random);
    const pick = (list) => list[integer(random, 0, list.length - 1)];
    record.req.headers['user-agent'] =
      `${pick(AGENTS)}/${integer(random, 2, 9)}.1 ${record.req.headers['user-agent']}`;
    const note = () =>
      `${pick(NOTES)}${random() < 0.25 ? `\n${integer(random, 2, 40)} × „${pick(CITIES)}“` : ''}`;
    return { ...record, city: pick(CITIES), note: note(), review: `${note()} ${note()}` };
  },
  policy: {
    ...http.policy,
    fields: {
      ...http.policy.fields,
      city: { keep: 'string', max: 64 },
      note: { keep: 'string', max: 400 },
      review: { keep: 'string', max: 400 },
    },
  },
  allowed: [...http.allowed, 'city', 'note', 'review'],
};
