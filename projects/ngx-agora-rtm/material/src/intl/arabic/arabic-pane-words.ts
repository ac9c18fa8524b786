import type { PaneWords } from '../../pane/pane-words';

export function arabicPaneWords(): PaneWords {
  return {
    signedOut: 'لم يسجّل أحد الدخول.',
    opening: 'جارٍ الفتح…',
    notOpened: 'تعذّر فتح هذه المحادثة.',
    search: 'البحث في هذه المحادثة',
    members: 'الأعضاء',
    panelFailed: 'تعذّر التحميل. تحقّق من الاتصال ثم أعد المحاولة.',
    uploading: 'ستُرسل الرسالة بعد اكتمال رفع الملفات…',
    uploadFailed: 'تعذّر رفع أحد الملفات. أعد المحاولة أو أزِله.',
    notKept: 'تعذّر حفظ الرسالة لإرسالها.',
    notDone: 'لم تنجح العملية.',
    notFound: 'لم تعد هذه الرسالة موجودة.',
    copied: 'تم النسخ',
    deleteQuestion: 'هل تريد حذف هذه الرسالة لدى الجميع؟',
    delete: 'حذف',
    back: 'العودة إلى المحادثات',
    noneChosen: 'اختر محادثة.',
  };
}
