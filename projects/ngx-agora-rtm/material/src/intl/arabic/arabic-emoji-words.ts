import type { EmojiPickerWords } from '../../emoji-picker/emoji-picker-words';
import type { Grammar } from '../grammar';

export function arabicEmojiPickerWords(grammar: Grammar): EmojiPickerWords {
  return {
    label: 'الرموز التعبيرية',
    search: 'البحث في الرموز التعبيرية',
    recent: 'المستخدمة مؤخرًا',
    groups: {
      smileys_emotion: 'الوجوه والمشاعر',
      people_body: 'الأشخاص والجسم',
      animals_nature: 'الحيوانات والطبيعة',
      food_drink: 'الطعام والشراب',
      travel_places: 'السفر والأماكن',
      activities: 'الأنشطة',
      objects: 'الأشياء',
      symbols: 'الرموز',
      flags: 'الأعلام',
    },
    groupsLabel: 'المجموعات',
    tone: 'لون البشرة',
    tones: ['بلا', 'فاتح', 'فاتح متوسط', 'متوسط', 'داكن متوسط', 'داكن'],
    loading: 'جارٍ تحميل الرموز التعبيرية…',
    failed: 'تعذّر تحميل الرموز التعبيرية.',
    found: (n) =>
      grammar.count(n, {
        zero: 'لم يُعثر على أي رمز',
        one: 'عُثر على رمز واحد',
        two: 'عُثر على رمزين',
        few: 'عُثر على # رموز',
        many: 'عُثر على # رمزًا',
        other: 'عُثر على # رمز',
      }),
  };
}
