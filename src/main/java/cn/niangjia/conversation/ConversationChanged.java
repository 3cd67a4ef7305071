package cn.niangjia.conversation;

/** Something happened in a conversation with a person in it or wanted. Only wakes those who watch; they read what it was. */
record ConversationChanged() {
}
