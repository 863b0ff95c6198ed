print("sms-campaign")
